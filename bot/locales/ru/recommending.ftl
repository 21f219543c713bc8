# A promoter is asked to recommend us; what staff see of it.
recommend-ask = Порекомендуете { $company } кому-нибудь? Нажмите, выберите, кому, и отправьте.
recommend-take = Спасибо! Выберите чат, куда отправить, или скопируйте ссылку.
recommend-words = Могу порекомендовать: { $company }.
btn1-recommend = 💬 Порекомендовать нас…
btn1-recommend-no = Нет, спасибо
btn1-recommend-share = 📤 Выбрать чат…
btn1-recommend-copy = 📋 Скопировать ссылку
recommend-asked = 🤝 Просьба порекомендовать нас: { $day } – { $reply }
recommend-asked-whom = 🤝 Просьба порекомендовать нас: { $person }, { $day } – { $reply }
recommend-reply-none = ответа нет
recommend-reply-taken = ссылка взята
recommend-reply-declined = нет, спасибо
